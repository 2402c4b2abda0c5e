using System.Runtime.InteropServices;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>
/// Makes a rename last: the file's bytes are on the disk, but its name is the folder's. Without this a power failure could take a
/// new key ring away while the database, on another disk, keeps what it sealed.
/// </summary>
internal static partial class FolderOnDisk
{
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS writes names to its journal by itself
        }

        var handle = Open(folder, 0);
        var failed = handle < 0 || Sync(handle) != 0;
        var error = Marshal.GetLastPInvokeError();
        if (handle >= 0)
        {
            _ = Close(handle);
        }

        if (failed)
        {
            throw new IOException($"The folder {folder} could not be written to the disk (error {error}).");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
