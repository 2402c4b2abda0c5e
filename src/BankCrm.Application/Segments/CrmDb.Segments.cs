using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Membership;
using BankCrm.Domain.Segments.Scores;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<Segment> Segments => Set<Segment>();

    public DbSet<SegmentVersion> SegmentVersions => Set<SegmentVersion>();

    public DbSet<SegmentSnapshot> SegmentSnapshots => Set<SegmentSnapshot>();

    public DbSet<SegmentMember> SegmentMembers => Set<SegmentMember>();

    public DbSet<RfmScale> RfmScales => Set<RfmScale>();
}
