/** What every part of accounts takes of cryptography beside signatures and passwords. */
@NullMarked
package dev.holdfast.accounts.digest;

import org.jspecify.annotations.NullMarked;
