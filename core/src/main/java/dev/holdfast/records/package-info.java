/** Records, made from their components and taken apart; for Holdfast's own modules. */
@NullMarked
package dev.holdfast.records;

import org.jspecify.annotations.NullMarked;
