/** Messages and the contracts of those who handle them; knows nothing but java.base and the words of the house. */
@NullMarked
package dev.holdfast.http;

import org.jspecify.annotations.NullMarked;
