/** Speak HTTP; decide nothing. */
@NullMarked
package dev.holdfast.myapp.controllers;

import org.jspecify.annotations.NullMarked;
