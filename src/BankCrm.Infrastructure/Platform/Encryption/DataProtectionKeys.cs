using System.Xml.Linq;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>Keeps the keys of Data Protection in the database, sealed under the ring.</summary>
internal sealed class DataProtectionKeys(IServiceScopeFactory scopes, IColumnCipher cipher) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var stored = scope.ServiceProvider.GetRequiredService<CrmDb>().Set<DataProtectionKey>().AsNoTracking().ToList();
        return [.. stored.Select(k => XElement.Parse(cipher.Open(DataProtectionKey.Column, k.Id, k.Xml)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var id = Guid.CreateVersion7();
        var xml = cipher.Seal(DataProtectionKey.Column, id, element.ToString(SaveOptions.DisableFormatting));

        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        db.Add(new DataProtectionKey(id, friendlyName, xml));
        db.SaveChanges();
    }
}
