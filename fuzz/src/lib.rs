//! What a fuzz target is: one function for any bytes, called again and again within one process.

#[path = "../../tests/checked/mod.rs"]
pub mod checked;

use std::ffi::{c_int, c_uint};

// Of AFL++'s runtime, `afl-compiler-rt.o`, which `scripts/fuzz` links.
unsafe extern "C" {
    static mut __afl_fuzz_ptr: *mut u8;
    static mut __afl_fuzz_len: *mut c_uint;
    static mut __afl_sharedmem_fuzzing: c_int;
    fn __afl_manual_init();
    fn __afl_persistent_loop(times: c_uint) -> c_int;
}

/// By these afl-fuzz knows that a program loops, and when it starts to.
#[used]
static LOOPS: [u8; 24] = *b"##SIG_AFL_PERSISTENT##\0\0";
#[used]
static STARTS: [u8; 26] = *b"##SIG_AFL_DEFER_FORKSRV##\0";

/// Calls `check` with what AFL++ puts into shared memory, or once with standard input where no fuzzer runs it.
pub fn fuzz(check: fn(&[u8])) {
    // SAFETY: these are the runtime's documented calls, made from its one thread in their documented order; it points
    // to `len` bytes until the next call of its loop, and to nothing where no fuzzer runs.
    unsafe {
        __afl_sharedmem_fuzzing = 1;
        __afl_manual_init();
        while __afl_persistent_loop(10_000) != 0 {
            if __afl_fuzz_ptr.is_null() || __afl_fuzz_len.is_null() {
                let mut bytes = Vec::new();
                std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes).expect("bytes");
                check(&bytes);
            } else {
                check(std::slice::from_raw_parts(__afl_fuzz_ptr, *__afl_fuzz_len as usize));
            }
        }
    }
}
