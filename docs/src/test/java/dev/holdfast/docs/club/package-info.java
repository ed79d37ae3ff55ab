/** A club whose accounts have a say of their own: the example of the guide's page on accounts. */
@NullMarked
package dev.holdfast.docs.club;

import org.jspecify.annotations.NullMarked;
