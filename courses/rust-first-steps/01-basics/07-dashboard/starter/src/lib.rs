pub fn percent(used: u32, total: u32) -> u32 {
    used / total * 100
}

pub fn average(morning: i32, noon: i32, evening: i32) -> f64 {
    ((morning + noon + evening) / 3) as f64
}

pub fn is_warning(percent: u32, temperature: f64) -> bool {
    percent > 90 && temperature > 60.0
}
