/** Who somebody is at a provider, and which user that is here. */
@NullMarked
package dev.holdfast.accounts.identity;

import org.jspecify.annotations.NullMarked;
