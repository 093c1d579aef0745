fn main() {
    let ships = 3 + 4;
    println!("The lamp is out.");
    println!("Ships in sight: ships");
    let _ = ships; // you may delete this line as soon as ships is used
}
