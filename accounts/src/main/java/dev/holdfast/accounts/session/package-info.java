/** Sessions: who is signed in where, and the refresh tokens that keep them so. */
@NullMarked
package dev.holdfast.accounts.session;

import org.jspecify.annotations.NullMarked;
