//! Loops compiled for the widest registers that the processor has.

/// A closure that is called by reference: so its body, and not a shim around it, is inlined where
/// the wide instructions are allowed.
pub(crate) struct Loop<F>(pub(crate) F);

impl<F: FnMut()> pulp::NullaryFnOnce for Loop<F> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        (self.0)();
    }
}

/// Runs `body`, which must be `#[inline(always)]`, with all instructions that there are.
#[inline(always)]
pub(crate) fn widest(body: impl FnMut()) {
    pulp::Arch::new().dispatch(Loop(body));
}
