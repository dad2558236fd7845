//! A directory that several users share: whoever may only read there needs no lock to do so, and every file is as
//! readable as the umask of who writes it says.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr};
use tantivy::{Directory, directory::META_LOCK};

#[derive(Clone, Debug)]
pub(super) struct Shared {
    dir: PathBuf,
    files: MmapDirectory,
}

impl Shared {
    pub fn open(dir: &Path) -> Result<Shared, OpenDirectoryError> {
        Ok(Shared {
            dir: dir.to_owned(),
            files: MmapDirectory::open(dir)?,
        })
    }
}

impl Directory for Shared {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut draft = tempfile::Builder::new();
        // A temporary file is its owner's alone unless told; the umask is taken off this.
        #[cfg(unix)]
        draft.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut draft = draft.tempfile_in(&self.dir)?;
        draft.write_all(data)?;
        draft.as_file().sync_data()?;
        draft.into_temp_path().persist(self.dir.join(path))?;
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            // The lock only keeps files from being cleaned up while they are opened; the caller looks again.
            Err(LockError::IoError(_)) if lock.filepath == META_LOCK.filepath => Ok(DirectoryLock::from(Box::new(()))),
            result => result,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
