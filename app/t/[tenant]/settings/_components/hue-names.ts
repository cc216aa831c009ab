/** The design's 8 hues in their order, by the names people read. */
export const hueNames = ["clay", "ochre", "moss", "teal", "lake", "indigo", "plum", "rose"] as const;
