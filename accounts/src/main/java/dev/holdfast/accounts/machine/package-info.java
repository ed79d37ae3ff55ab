/** Keys by which other programs come in. */
@NullMarked
package dev.holdfast.accounts.machine;

import org.jspecify.annotations.NullMarked;
