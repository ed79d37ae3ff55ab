/** What slows down those who guess. */
@NullMarked
package dev.holdfast.accounts.throttle;

import org.jspecify.annotations.NullMarked;
