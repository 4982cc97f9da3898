// Products. A tile of TILE_ROWS rows by TILE_PANELS panels of 16 columns stays in registers while k
// runs; A is read with its stride, B in panels.

#define WIDEST_TILE 6

INLINE void tile(const int rows, const int panels, const int by_column, long depth, const float *A,
                 long a_stride, const float *B, long b_row, long b_panel, float *C, long c_row,
                 int accumulate) {
  v16 sum[TILE_ROWS][WIDEST_TILE];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int p = 0; p < panels; p++)
      sum[i][p] = accumulate ? LOAD(C + i * c_row + p * 16) : SPLAT(0.0f);
  for (long k = 0; k < depth; k++) {
    v16 b[WIDEST_TILE];
#pragma clang loop unroll(full)
    for (int p = 0; p < panels; p++) b[p] = LOAD(B + p * b_panel + k * b_row);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      v16 a = SPLAT(by_column ? A[k * a_stride + i] : A[i * a_stride + k]);
#pragma clang loop unroll(full)
      for (int p = 0; p < panels; p++) sum[i][p] = FMA(a, b[p], sum[i][p]);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int p = 0; p < panels; p++) STORE(C + i * c_row + p * 16, sum[i][p]);
}

/// One function per tile size, so that the sums are registers.
#define TILE(R, P)                                                                               \
  static __attribute__((noinline)) void tile_##R##_##P(                                          \
      int by_column, long depth, const float *A, long a_stride, const float *B, long b_row,      \
      long b_panel, float *C, long c_row, int accumulate) {                                      \
    if (by_column)                                                                               \
      tile(R, P, 1, depth, A, a_stride, B, b_row, b_panel, C, c_row, accumulate);                \
    else                                                                                         \
      tile(R, P, 0, depth, A, a_stride, B, b_row, b_panel, C, c_row, accumulate);                \
  }
#define TILES(P)                                                                                 \
  TILE(1, P) TILE(2, P) TILE(3, P) TILE(4, P) TILE(5, P) TILE(6, P) TILES_ABOVE_6(P)             \
  static const tile_function tiles_##P[] = {0,          tile_1_##P, tile_2_##P, tile_3_##P,      \
                                            tile_4_##P, tile_5_##P, tile_6_##P,                  \
                                            NAMES_ABOVE_6(P)};
#if TILE_ROWS == 8
#define TILES_ABOVE_6(P) TILE(7, P) TILE(8, P)
#define NAMES_ABOVE_6(P) tile_7_##P, tile_8_##P
#else
#define TILES_ABOVE_6(P)
#define NAMES_ABOVE_6(P)
#endif

typedef void (*tile_function)(int, long, const float *, long, const float *, long, long, float *,
                              long, int);
TILES(1)
#if TILE_PANELS == 3
TILES(2)
TILES(3)
static const tile_function *const tiles[] = {0, tiles_1, tiles_2, tiles_3};
#else
static const tile_function *const tiles[] = {0, tiles_1};
#endif

/// One or two rows leave registers for more panels, and need them: a chain of fused multiply-adds
/// takes as long as eight that do not wait for each other.
TILE(1, 6)
#if TILE_PANELS == 3
TILE(2, 4)
#define WIDE_PANELS_OF_2 4
static const tile_function wide_tiles[] = {0, tile_1_6, tile_2_4};
#else
TILE(2, 2)
#define WIDE_PANELS_OF_2 2
static const tile_function wide_tiles[] = {0, tile_1_6, tile_2_2};
#endif

/// A product of one or two rows.
static void gemm_few_rows(long m_rows, long panels, long k_depth, int by_column, const float *A,
                          long a_stride, const float *B, long b_row, long b_panel, float *C,
                          long c_row, int accumulate) {
  long p = 0, wide = m_rows == 1 ? 6 : WIDE_PANELS_OF_2;
  for (; p + wide <= panels; p += wide)
    wide_tiles[m_rows](by_column, k_depth, A, a_stride, B + p * b_panel, b_row, b_panel,
                       C + p * 16, c_row, accumulate);
  for (long width; p < panels; p += width) {
    width = panels - p < TILE_PANELS ? panels - p : TILE_PANELS;
    tiles[width][m_rows](by_column, k_depth, A, a_stride, B + p * b_panel, b_row, b_panel,
                         C + p * 16, c_row, accumulate);
  }
}

/// Fetches the sums that the tile after this one begins with, while this one is computed.
INLINE void prefetch_sums(const float *C, long c_row, long rows, long width) {
  for (long i = 0; i < rows; i++)
    for (long p = 0; p < width; p++) __builtin_prefetch(C + i * c_row + p * 16, 1);
}

/// Strips of a transposed left factor that are copied together, and the depth of a copy: they and a
/// panel of the right factor stay in the nearest cache.
#define STRIPS 8
#define STRIP_DEPTH 144

/// For a large left factor that lies by columns: its strips of TILE_ROWS are copied side by side
/// first, because in place every k is another cache line and often another page.
static void gemm_by_column(long m_rows, long panels, long k_depth, const float *A, long a_stride,
                           const float *B, long b_row, long b_panel, float *C, long c_row,
                           int accumulate) {
  float strips[STRIPS * STRIP_DEPTH * TILE_ROWS];
  for (long k = 0; k < k_depth; k += STRIP_DEPTH) {
    long depth = k_depth - k < STRIP_DEPTH ? k_depth - k : STRIP_DEPTH;
    for (long m = 0; m < m_rows; m += STRIPS * TILE_ROWS) {
      long rows = m_rows - m < STRIPS * TILE_ROWS ? m_rows - m : STRIPS * TILE_ROWS;
      long whole = rows - rows % TILE_ROWS;
      for (long i = 0; i < depth; i++) {
        const float *source = A + (k + i) * a_stride + m;
        for (long s = rows; s < 2 * rows; s += 16) __builtin_prefetch(source + s);
        float *strip = strips + i * TILE_ROWS;
        for (long s = 0; s < whole; s += TILE_ROWS)
          __builtin_memcpy(strip + s * STRIP_DEPTH, source + s, TILE_ROWS * sizeof(float));
        for (long s = whole; s < rows; s++) strip[whole * STRIP_DEPTH + s - whole] = source[s];
      }
      for (long p = 0; p < panels; p += TILE_PANELS) {
        long width = panels - p < TILE_PANELS ? panels - p : TILE_PANELS;
        for (long s = 0; s < rows; s += TILE_ROWS) {
          long count = rows - s < TILE_ROWS ? rows - s : TILE_ROWS;
          prefetch_sums(C + (m + s + TILE_ROWS) * c_row + p * 16, c_row, TILE_ROWS, width);
          tiles[width][count](1, depth, strips + s * STRIP_DEPTH, TILE_ROWS,
                              B + p * b_panel + k * b_row, b_row, b_panel,
                              C + (m + s) * c_row + p * 16, c_row, accumulate || k > 0);
        }
      }
    }
  }
}

/// Rows of the next tile: the last two are of one size rather than leave one or two rows.
INLINE long tile_rows(long left) {
  if (left <= TILE_ROWS) return left;
  return left <= TILE_ROWS + 2 ? (left + 1) / 2 : TILE_ROWS;
}

static void gemm(long m_rows, long n_columns, long k_depth, const float *A, long a_row, long a_col,
                 const float *B, long b_row, long b_panel, float *C, long c_row, int accumulate) {
  int by_column = a_col != 1;
  long a_stride = by_column ? a_col : a_row;
  long panels = n_columns / 16;
  if (by_column && panels >= 6 && m_rows * k_depth >= 1 << 16) {
    gemm_by_column(m_rows, panels, k_depth, A, a_stride, B, b_row, b_panel, C, c_row, accumulate);
    return;
  }
  if (m_rows == 0) return;
  if (m_rows <= 2) {
    gemm_few_rows(m_rows, panels, k_depth, by_column, A, a_stride, B, b_row, b_panel, C, c_row,
                  accumulate);
    return;
  }
  // The next panel is fetched piece by piece under the tiles of this one, if these are enough.
  long piece = m_rows < 4 * TILE_ROWS ? 0 : (k_depth * TILE_ROWS + m_rows - 1) / m_rows;
  for (long p = 0; p < panels; p += TILE_PANELS) {
    long width = panels - p < TILE_PANELS ? panels - p : TILE_PANELS;
    for (long m = 0, rows; m < m_rows; m += rows) {
      rows = tile_rows(m_rows - m);
      long from = m / TILE_ROWS * piece, to = from + piece < k_depth ? from + piece : k_depth;
      for (long next = p + width; next < p + 2 * width && next < panels; next++)
        for (long k = from; k < to; k++) __builtin_prefetch(B + next * b_panel + k * b_row);
      prefetch_sums(C + (m + rows) * c_row + p * 16, c_row, TILE_ROWS, width);
      tiles[width][rows](by_column, k_depth, A + m * a_row, a_stride, B + p * b_panel, b_row,
                         b_panel, C + m * c_row + p * 16, c_row, accumulate);
    }
  }
}

static void pack_transposed(long rows, long columns, const float *W, long stride, float *panels) {
  for (long p = 0; p < rows; p += 16)
    for (long k = 0; k < columns; k++)
      for (long lane = 0; lane < 16; lane++)
        panels[(p * columns) + k * 16 + lane] = W[(p + lane) * stride + k];
}

static void pack(long rows, long columns, const float *W, long stride, float *panels) {
  for (long p = 0; p < columns; p += 16)
    for (long k = 0; k < rows; k++) STORE(panels + p * rows + k * 16, LOAD(W + k * stride + p));
}
