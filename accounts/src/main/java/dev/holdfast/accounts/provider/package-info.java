/** The providers by which somebody may sign in: what a program says of them. */
@NullMarked
package dev.holdfast.accounts.provider;

import org.jspecify.annotations.NullMarked;
