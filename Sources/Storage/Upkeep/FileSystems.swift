import CSQLite

/// The name of the network file system that `path` lies on; `nil` for a local one.
func networkFileSystem(at path: String) -> String? {
  networkFileSystem(magic: csqlite_file_system(path))
}

/// The name of a file system on which processes of several machines, or of a machine and its
/// guest, do not share memory; `nil` for a local one.
///
/// SQLite's write-ahead log needs memory that all who have the file open share, and locks that hold.
/// FUSE stands for sshfs, s3fs and their like; local file systems behind FUSE are refused with them.
///
/// - Parameter magic: the number that statfs(2) gives as `f_type`.
func networkFileSystem(magic: UInt32) -> String? {
  switch magic {
  case 0x6969: "NFS"
  case 0x517b, 0xff53_4d42, 0xfe53_4d42: "SMB"
  case 0x6573_5546: "FUSE"
  case 0x0bd0_0bd0: "Lustre"
  case 0x4750_4653: "GPFS"
  case 0x0102_1997: "9p"
  case 0x00c3_6400: "Ceph"
  case 0x5346_414f, 0x6b41_4653: "AFS"
  case 0x1983_0326: "BeeGFS"
  case 0x2003_0528: "OrangeFS"
  case 0xaad7_aaea: "PanFS"
  case 0x0116_1970: "GFS2"
  case 0x7461_636f: "OCFS2"
  case 0x7375_7245: "Coda"
  case 0x564c: "NCP"
  case 0x786f_4256: "a VirtualBox shared folder"
  default: nil
  }
}
