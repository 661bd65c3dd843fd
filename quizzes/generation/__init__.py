"""Key points in, drafts of questions and cards out."""
