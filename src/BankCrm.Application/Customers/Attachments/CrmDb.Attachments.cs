using BankCrm.Domain.Customers.Attachments;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<AttachmentVersion> AttachmentVersions => Set<AttachmentVersion>();
}
