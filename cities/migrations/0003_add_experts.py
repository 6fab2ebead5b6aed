import creativecity.thai_calendar
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0002_map_rubric_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, help_text='Left empty, the assignment runs on.', null=True, verbose_name='last day')),
                ('note', models.TextField(blank=True, verbose_name='internal note')),
            ],
            options={
                'verbose_name': 'assignment of an expert',
                'verbose_name_plural': 'assignments of experts',
                'ordering': ['-starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Expert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_th', models.CharField(max_length=120, verbose_name='name in Thai')),
                ('name_en', models.CharField(max_length=120, verbose_name='name in English')),
                ('speciality_th', models.CharField(max_length=120, verbose_name='speciality in Thai')),
                ('speciality_en', models.CharField(max_length=120, verbose_name='speciality in English')),
                ('consented_on', models.DateField(blank=True, help_text='Left empty, the public does not read the name.', null=True, verbose_name='consented to be named in public on')),
            ],
            options={
                'verbose_name': 'expert',
                'verbose_name_plural': 'experts',
                'ordering': ['name_th', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
                ('text', models.TextField(max_length=4000, verbose_name='opinion')),
                ('level', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(4)], verbose_name='level')),
                ('effective_on', models.DateField(default=creativecity.thai_calendar.today, verbose_name='given on')),
            ],
            options={
                'verbose_name': 'expert opinion',
                'verbose_name_plural': 'expert opinions',
                'ordering': ['-effective_on', '-sequence'],
            },
        ),
        migrations.AddField(
            model_name='assignment',
            name='city',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='cities.city', verbose_name='city'),
        ),
        migrations.AddField(
            model_name='expert',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='experts', to='cities.agency', verbose_name='sent by'),
        ),
        migrations.AddField(
            model_name='expert',
            name='user',
            field=models.OneToOneField(blank=True, help_text='May come later: who has none can be assigned, and signs in then.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expert', to=settings.AUTH_USER_MODEL, verbose_name='account'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='expert',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='cities.expert', verbose_name='expert'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='expert',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='cities.expert'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='reading',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='cities.reading'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='recorded_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='assignment_days', violation_error_message='The assignment would end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('level__isnull', True), ('level__lte', 4), _connector='OR'), name='opinion_level_in_scale', violation_error_message='A level lies between 0 and 4.'),
        ),
    ]
