/** The settings of the program, read once from its environment. */
@NullMarked
package dev.holdfast.myapp.config;

import org.jspecify.annotations.NullMarked;
