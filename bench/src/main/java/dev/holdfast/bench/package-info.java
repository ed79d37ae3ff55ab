/** What Holdfast costs: measurements of its parts with JMH, and of a whole server under load beside its peers. */
@NullMarked
package dev.holdfast.bench;

import org.jspecify.annotations.NullMarked;
