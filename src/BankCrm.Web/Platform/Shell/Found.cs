using System.Reflection;

namespace BankCrm.Web.Platform.Shell;

/// <summary>Makes one of each class of the assembly that is a <typeparamref name="T"/>, so that no list has to name them.</summary>
internal static class Found
{
    public static IReadOnlyList<T> All<T>(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(T)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (T)Activator.CreateInstance(type)!),
    ];
}
