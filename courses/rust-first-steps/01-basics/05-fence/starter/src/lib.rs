pub fn perimeter(width: u32, depth: u32) -> u32 {
    width + depth
}

pub fn posts(length: u32) -> u32 {
    length
}

pub fn cost(width: u32, depth: u32, price: u32) -> u32 {
    perimeter(width, depth) * price
}
