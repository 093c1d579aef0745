select name from tools;
