/** Access tokens: made, signed and checked. */
@NullMarked
package dev.holdfast.accounts.token;

import org.jspecify.annotations.NullMarked;
