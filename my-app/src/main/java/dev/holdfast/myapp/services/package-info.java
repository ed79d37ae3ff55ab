/** Decide; have never heard of HTTP. */
@NullMarked
package dev.holdfast.myapp.services;

import org.jspecify.annotations.NullMarked;
