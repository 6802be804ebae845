//! The smallest datasets in which something happens, against all small ones played the long way.

#[path = "../naive/mod.rs"]
mod naive;
#[path = "../naive_rounds/mod.rs"]
#[expect(dead_code, reason = "causes are not asked for here")]
mod naive_rounds;

mod facts;
mod long_way;
mod search;
