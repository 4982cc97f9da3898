#pragma once
#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast macro, which Swift cannot import: SQLite copies the bytes.
/// A null pointer would bind NULL; it stands for the empty text and the empty blob here.
static inline int csqlite_bind_text(sqlite3_stmt *s, int i, const char *p, int n) {
  return sqlite3_bind_text(s, i, p ? p : "", n, SQLITE_TRANSIENT);
}
static inline int csqlite_bind_blob(sqlite3_stmt *s, int i, const void *p, int n) {
  return sqlite3_bind_blob(s, i, p ? p : "", n, SQLITE_TRANSIENT);
}

#include <sys/vfs.h>

/// The magic number of the file system that a path lies on, as statfs(2) lists them; 0 where it
/// cannot be told. Here because Glibc's module leaves statfs out.
static inline unsigned int csqlite_file_system(const char *path) {
  struct statfs information;
  return statfs(path, &information) == 0 ? (unsigned int)information.f_type : 0;
}
