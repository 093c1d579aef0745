pub fn perimeter(width: u32, depth: u32) -> u32 {
    2 * (width + depth)
}

pub fn posts(length: u32) -> u32 {
    length + 1
}

pub fn cost(width: u32, depth: u32, price: u32) -> u32 {
    let length = perimeter(width, depth);
    let delivery = if length >= 100 { 0 } else { 40 };
    length * price + delivery
}
