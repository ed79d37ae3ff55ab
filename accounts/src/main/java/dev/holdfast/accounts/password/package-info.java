/** Passwords, and the hashes by which they are recognised. */
@NullMarked
package dev.holdfast.accounts.password;

import org.jspecify.annotations.NullMarked;
