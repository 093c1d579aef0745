fn main() {
    let ships = 3 + 4;
    println!("The lamp is lit.");
    println!("Ships in sight: {ships}");
}
