/** Brings a MongoDB database up to date: collections, unique indexes, and migrations written in Java. */
@NullMarked
package dev.holdfast.data.mongo.schema;

import org.jspecify.annotations.NullMarked;
