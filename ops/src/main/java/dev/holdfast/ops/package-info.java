/** What the people on call look at: logs. */
@NullMarked
package dev.holdfast.ops;

import org.jspecify.annotations.NullMarked;
