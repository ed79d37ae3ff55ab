/** What the program is about, as records. */
@NullMarked
package dev.holdfast.myapp.models;

import org.jspecify.annotations.NullMarked;
