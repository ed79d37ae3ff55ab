package dev.holdfast.config;

import java.util.List;

/** A configuration with rules that a single setting cannot know; asked once, when every setting could be read. */
public interface Checked {

    /** Returns what is wrong, a line each that begins with the key at fault; empty where nothing is. */
    List<String> faults();
}
