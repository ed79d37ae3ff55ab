/** The environment, read once into a record. */
@NullMarked
package dev.holdfast.config;

import org.jspecify.annotations.NullMarked;
