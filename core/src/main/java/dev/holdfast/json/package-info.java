/** JSON read strictly and written plainly, and input records bound from it. */
@NullMarked
package dev.holdfast.json;

import org.jspecify.annotations.NullMarked;
