pub fn first_sold_out(stock: &[u32]) -> Option<usize> {
    for (position, &pieces) in stock.iter().enumerate() {
        if pieces == 0 {
            return Some(position);
        }
    }
    None
}

pub fn largest(stock: &[u32]) -> Option<u32> {
    let mut best: Option<u32> = None;
    for &pieces in stock {
        match best {
            Some(old) if old >= pieces => {}
            _ => best = Some(pieces),
        }
    }
    best
}

pub fn label(amount: Option<u32>) -> String {
    match amount {
        None => String::from("unknown"),
        Some(0) => String::from("sold out"),
        Some(1) => String::from("1 piece"),
        Some(n) => format!("{n} pieces"),
    }
}
