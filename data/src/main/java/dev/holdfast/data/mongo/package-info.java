/** MongoDB: records as documents, conditions and changes as the driver's own types. */
@NullMarked
package dev.holdfast.data.mongo;

import org.jspecify.annotations.NullMarked;
