pub fn first_sold_out(stock: &[u32]) -> Option<usize> {
    Some(stock.len())
}

pub fn largest(stock: &[u32]) -> Option<u32> {
    Some(stock[0])
}

pub fn label(amount: Option<u32>) -> String {
    format!("{amount:?}")
}
