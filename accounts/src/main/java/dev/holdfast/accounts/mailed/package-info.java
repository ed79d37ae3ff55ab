/** Secrets that go by mail, and are good once. */
@NullMarked
package dev.holdfast.accounts.mailed;

import org.jspecify.annotations.NullMarked;
