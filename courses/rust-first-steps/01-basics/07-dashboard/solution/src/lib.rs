pub fn percent(used: u32, total: u32) -> u32 {
    if total == 0 {
        return 0;
    }
    (used as u64 * 100 / total as u64) as u32
}

pub fn average(morning: i32, noon: i32, evening: i32) -> f64 {
    (morning + noon + evening) as f64 / 3.0
}

pub fn is_warning(percent: u32, temperature: f64) -> bool {
    percent >= 90 || temperature > 60.0
}
