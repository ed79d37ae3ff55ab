/** One test client with two doors to a program: the memory of the process, and a socket. */
@NullMarked
package dev.holdfast.testkit;

import org.jspecify.annotations.NullMarked;
