//! An allocator that counts, for tests that are alone in their program.

#![expect(unsafe_code, reason = "an allocator that counts")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is left to the system's allocator; sizes are only added up.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        PEAK.fetch_max(NOW.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        // SAFETY: as asked.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as asked.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// What some work took, in bytes above what there was before.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// What is still held, by its result.
    pub held: usize,
    /// The most at any time.
    pub peak: usize,
}

/// Does some work, and counts.
pub fn during<T>(work: impl FnOnce() -> T) -> (T, Memory) {
    let before = NOW.load(Relaxed);
    PEAK.store(before, Relaxed);
    let result = work();
    let held = NOW.load(Relaxed).saturating_sub(before);
    (result, Memory { held, peak: PEAK.load(Relaxed) - before })
}
