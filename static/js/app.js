/* Small extras over pages that work without them: keys, focus after a swap, ordering, the clock. */
