/** Every endpoint, in the order a reader would ask for them. */
@NullMarked
package dev.holdfast.myapp.routes;

import org.jspecify.annotations.NullMarked;
