select name, fee from tools where kind = 'garden' and fee <= 2;
