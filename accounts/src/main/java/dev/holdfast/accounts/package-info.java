/** Credentials, access tokens and sign-in, over the program's own record of its users. */
@NullMarked
package dev.holdfast.accounts;

import org.jspecify.annotations.NullMarked;
