/** A schema with rules and a hook, as the guide shows it. */
@NullMarked
package dev.holdfast.docs.models;

import org.jspecify.annotations.NullMarked;
